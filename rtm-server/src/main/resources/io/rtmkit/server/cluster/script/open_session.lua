-- Gives a user a session, or the one that it has another server.
-- Behind time.lua and operation.lua.
-- KEYS[2] hash   session of the user: n its server, sid, rk hash of its secret, rr 'sid:hash' of the
--                session that was shown when this one was opened, ep epoch, st online or
--                unreachable, ts Unix ms of the last change, pv version of the presence, li login
--                and la attempt that were taken last
-- KEYS[3] hash   attributes
-- KEYS[4] set    servers that watch the user
-- KEYS[5] set    users that the user watches
-- KEYS[6] set    channels that the user is in
-- KEYS[7] set    invitations from and to the user
-- ARGV[3] text   server
-- ARGV[4] text   id of the session, if there will be a new one
-- ARGV[5] text   and the hash of its secret
-- ARGV[6] text   id of the session that the client had, '' if it shows none
-- ARGV[7] text   and the hash of its secret
-- ARGV[8] int    1 if there may be a new one
-- ARGV[9] int    which login of the client it is, 0 if it does not say
-- ARGV[10] int   and which attempt
-- returns RESUMED, OPENED, REFUSED, LATE or MISSING (the last three changed nothing); epoch; server, id and
-- epoch of the session before; 1 if the user's presence changed; its version; servers that watch;
-- channels; users watched; invitations, the last three as they were before; 1 if the user was online
-- before; Unix ms of that
if repeated then
  return repeated
end
local o = redis.call('HMGET', KEYS[2], 'n', 'sid', 'rk', 'rr', 'ep', 'st', 'pv', 'li', 'la', 'ts')
local node, sid, secret, replaced = o[1], o[2], o[3], o[4]
local epoch, presence = tonumber(o[5] or '0'), tonumber(o[7] or '0')
local shown = ARGV[6] ~= ''

local kind = 'OPENED'
if ARGV[9] ~= '0' and o[8] == ARGV[9] and tonumber(o[9]) > tonumber(ARGV[10]) then
  kind = 'LATE' -- a server that stood still had it
elseif node and shown and sid == ARGV[6] and secret == ARGV[7] then
  kind = 'RESUMED'
elseif node and shown and replaced ~= ARGV[6] .. ':' .. ARGV[7] then
  kind = 'REFUSED' -- the user has logged in elsewhere since
elseif ARGV[8] == '0' then
  kind = 'MISSING'
end

local before = node and epoch or 0
local reply = { kind, 0, node or '', sid or '', before, 0, presence, {}, {}, {}, {},
  o[6] == 'online' and 1 or 0, tonumber(o[10] or '0') }
if kind == 'OPENED' or kind == 'RESUMED' then
  -- Of one that was at another server it may be thought that it is gone with that server.
  local changed = node ~= ARGV[3] or o[6] ~= 'online'
  reply[2] = rise(o[5])
  reply[6] = changed and 1 or 0
  reply[7] = changed and rise(o[7]) or presence
  reply[8] = redis.call('SMEMBERS', KEYS[4])
  reply[9] = redis.call('SMEMBERS', KEYS[6])
  reply[10] = redis.call('SMEMBERS', KEYS[5])
  reply[11] = redis.call('SMEMBERS', KEYS[7])
  redis.call('HSET', KEYS[2], 'n', ARGV[3], 'ep', text(reply[2]), 'st', 'online',
      'ts', text(ms()), 'pv', text(reply[7]), 'li', ARGV[9], 'la', ARGV[10])
  redis.call('PERSIST', KEYS[2])
end
if kind == 'OPENED' then
  redis.call('HSET', KEYS[2], 'sid', ARGV[4], 'rk', ARGV[5],
      'rr', shown and ARGV[6] .. ':' .. ARGV[7] or '')
  redis.call('DEL', KEYS[3], KEYS[5], KEYS[6])
end
return answer(reply)
