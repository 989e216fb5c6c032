-- Part of scripts for the members of a channel. Behind channel.lua.

-- Version of the roster when it joined, epoch of its session, server, session; nothing if the user
-- is no member.
local function find(user)
  local member = redis.call('HGET', members, user)
  if member then
    return member:match('^(%d+) (%d+) (%S+) (.*)$')
  end
end

local function put(user, joined, epoch, node, sid)
  redis.call('HSET', members, user, table.concat({ joined, epoch, node, sid }, ' '))
end

local function count(node, more)
  if redis.call('HINCRBY', nodes, node, more) <= 0 then
    redis.call('HDEL', nodes, node)
  end
end

-- The roster changes: returns its version as a text, which rises with the time in Unix us.
local function changeRoster()
  local version = text(rise(redis.call('HGET', facts, 'mv')))
  redis.call('HSET', facts, 'mv', version)
  return version
end

-- The member is on another server, or has another epoch.
local function move(user, joined, epoch, from, to, sid)
  if from ~= to then
    count(from, -1)
    count(to, 1)
  end
  put(user, joined, epoch, to, sid)
end

-- Takes a member out; appends the event if so many members are told of it, returns its offset or 0.
local function remove(user, node, open, told, event)
  local size = redis.call('HLEN', members)
  redis.call('HDEL', members, user)
  count(node, -1)
  changeRoster()
  return size <= tonumber(told) and append(open, '', event) or 0
end

