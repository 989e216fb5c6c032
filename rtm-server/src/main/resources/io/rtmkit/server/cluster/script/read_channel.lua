-- Reads what is told of a channel and the events behind a position. Writes nothing.
-- Behind time.lua, channel.lua and channel_log.lua.
-- KEYS[1..6]     see channel.lua
-- ARGV[1] text   epoch of the position
-- ARGV[2] int    its offset
-- returns facts; the events, see channel_log.lua
local told = tell()
return { told, slice(ARGV[1], ARGV[2], told[2]) }
