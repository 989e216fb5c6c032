-- Takes a member out of a channel.
-- Behind time.lua, operation.lua, channel.lua, channel_log.lua and channel_members.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   user
-- ARGV[4] text   session
-- ARGV[5] int    1 if the session was lost: then the events are kept for it
-- ARGV[6] int    up to so many members are told of joins and leaves
-- ARGV[7..9]     limits of the log: events, bytes, age in ms
-- ARGV[10] bytes the event that the user left
-- ARGV[11] int   ms for which the attributes of an empty channel live
-- returns 1 if the session was a member; 1 if the channel is over; facts; offset of the event, 0 if
-- there is none; when the member joined, Unix ms
if repeated then
  return repeated
end
local joined, _, node, sid = find(ARGV[3])
if sid ~= ARGV[4] then
  return answer({ 0, 0, tell(), 0, 0 })
end
local open = openLog(readFacts(), ARGV[7], ARGV[8], ARGV[9])
local offset = remove(ARGV[3], node, open, ARGV[6], ARGV[10])
local count = countMembers()
if offset > 0 then
  closeLog(open)
end
if count == 0 and ARGV[5] == '0' then
  redis.call('DEL', log)
end
local told = tell(nil, count)
if count == 0 then
  redis.call('PEXPIRE', attributes, ARGV[11])
end
return answer({ 1, settle(count) and 1 or 0, told, offset, math.floor(tonumber(joined) / 1000) })
