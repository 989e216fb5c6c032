-- Reads attributes of a user. Writes nothing.
-- Behind time.lua and attributes.lua.
-- KEYS[1] hash   session; see open_session.lua
-- KEYS[2] hash   attributes; see attributes.lua
-- ARGV    keys, none for all
-- returns nothing if the user has no session; revision; attributes, in any order
if redis.call('HEXISTS', KEYS[1], 'n') == 0 then
  return {}
end
return { readAttributes(KEYS[2], 1) }
