-- Writes attributes of a user.
-- Behind time.lua, operation.lua and attributes.lua.
-- KEYS[2] hash   session; see open_session.lua
-- KEYS[3] hash   attributes; see attributes.lua
-- ARGV[3] text   session that writes
-- ARGV[4] int    its epoch
-- ARGV[5..]      see attributes.lua
-- returns what attributes.lua says, or FENCED (it is not this session any more) and zeros
if repeated then
  return repeated
end
local o = redis.call('HMGET', KEYS[2], 'sid', 'ep')
if o[1] ~= ARGV[3] or o[2] ~= ARGV[4] then
  return answer({ 'FENCED', 0, 0 })
end
return answer({ writeAttributes(KEYS[3], 5, 0) })
