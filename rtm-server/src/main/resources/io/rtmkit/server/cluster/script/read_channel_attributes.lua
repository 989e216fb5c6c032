-- Reads attributes of a channel. Writes nothing.
-- Behind time.lua and attributes.lua.
-- KEYS[1] hash   attributes; see attributes.lua
-- ARGV    keys, none for all
-- returns revision; attributes, in any order
return { readAttributes(KEYS[1], 1) }
