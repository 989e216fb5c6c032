-- Ends a life of a channel of which Redis has lost events that a server knows.
-- Behind time.lua, operation.lua, channel.lua and channel_life.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   epoch
-- ARGV[4] int    highest offset of it that is known
-- ARGV[5] text   epoch of the next life
-- returns facts
if repeated then
  return repeated
end
local known = readFacts()
endIfBehind(known, ARGV[3], ARGV[4], ARGV[5])
return answer({ tell(known) })
