-- Part of scripts for invitations. Behind time.lua.
-- A hash: sid session of the caller, to callee, ch channel, co content, re response, st state, ac
-- session that accepted, le and er errors of this and of the other end, v version, sent and since
-- Unix ms.
local FIELDS = { 'sid', 'to', 'ch', 'co', 're', 'st', 'ac', 'le', 'er', 'v', 'sent', 'since' }
local GIVEN, VERSION = 9, 10

-- All fields, in this order; nothing if there is no invitation.
local function find(hash)
  local values = redis.call('HMGET', hash, unpack(FIELDS))
  return values[VERSION] and values
end

-- Sets the fields that ARGV has from a place on, and the version; returns all.
local function set(hash, first, version, sent, live)
  for i = 1, GIVEN do
    redis.call('HSET', hash, FIELDS[i], ARGV[first + i - 1])
  end
  redis.call('HSET', hash, 'v', version, 'sent', sent, 'since', text(ms()))
  redis.call('PEXPIRE', hash, live)
  return find(hash)
end

