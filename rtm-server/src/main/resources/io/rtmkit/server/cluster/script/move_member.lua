-- Notes that a member of a channel is on another server.
-- Behind time.lua, operation.lua, channel.lua, channel_log.lua and channel_members.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   server
-- ARGV[4] text   user
-- ARGV[5] text   session
-- ARGV[6] int    its new epoch
-- ARGV[7] text   epoch of a position behind which events are wanted; '' if none are
-- ARGV[8] int    its offset
-- returns 1 if the session is a member; facts; the events behind the position, see channel_log.lua
local function withReplay(reply)
  reply[3] = reply[1] == 1 and slice(ARGV[7], ARGV[8], reply[2][2]) or { 0, 0, {} }
  return reply
end

if repeated then
  return withReplay(repeated)
end
local joined, _, node, sid = find(ARGV[4])
local is = sid == ARGV[5]
if is then
  move(ARGV[4], joined, ARGV[6], node, ARGV[3], sid)
end
return withReplay(answer({ is and 1 or 0, tell() }))
