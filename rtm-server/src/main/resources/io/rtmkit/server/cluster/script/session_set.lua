-- Adds to or removes from what a session has: the channels it is in, the users it watches.
-- Repeatable.
-- KEYS[1] hash   see open_session.lua
-- KEYS[2] set    which is to change
-- ARGV[1] text   id of the session
-- ARGV[2] int    its epoch
-- ARGV[3] text   SADD or SREM
-- ARGV[4..] members
-- returns 1 if it is this session
local o = redis.call('HMGET', KEYS[1], 'sid', 'ep')
if o[1] ~= ARGV[1] or o[2] ~= ARGV[2] then
  return { 0 }
end
for i = 4, #ARGV do
  redis.call(ARGV[3], KEYS[2], ARGV[i])
end
return { 1 }
