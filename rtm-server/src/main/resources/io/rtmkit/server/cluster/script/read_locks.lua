-- Reads the locks of a channel; whoever is the first to see that some are over is told so.
-- Behind time.lua, operation.lua, channel.lua and locks.lua.
-- KEYS[2..7]     see channel.lua
-- returns see locks.lua
if repeated then
  return repeated
end
local reply = { described() }
return changed and answer(reply) or reply
