-- Notes that a user is online, or that it cannot be reached.
-- Behind time.lua and operation.lua.
-- KEYS[2] hash   see open_session.lua
-- KEYS[3] set    servers that watch the user
-- ARGV[3] text   id of the session
-- ARGV[4] int    its epoch
-- ARGV[5] text   online or unreachable
-- ARGV[6] int    1 if it is told also if it is the same
-- ARGV[7] int    the login of the client that says so, 0 if none does; see open_session.lua
-- ARGV[8] int    and which attempt
-- returns CHANGED, SAME or FENCED (it is not this session any more); version of the presence; if it
-- changed the servers that watch
if repeated then
  return repeated
end
local o = redis.call('HMGET', KEYS[2], 'sid', 'ep', 'st', 'pv')
if o[1] ~= ARGV[3] or o[2] ~= ARGV[4] then
  return answer({ 'FENCED', 0, {} })
end
if ARGV[7] ~= '0' then
  redis.call('HSET', KEYS[2], 'li', ARGV[7], 'la', ARGV[8])
end
if o[3] == ARGV[5] and ARGV[6] == '0' then
  return answer({ 'SAME', tonumber(o[4]), {} })
end
local presence = rise(o[4])
redis.call('HSET', KEYS[2], 'st', ARGV[5], 'ts', text(ms()), 'pv', text(presence))
return answer({ 'CHANGED', presence, redis.call('SMEMBERS', KEYS[3]) })
