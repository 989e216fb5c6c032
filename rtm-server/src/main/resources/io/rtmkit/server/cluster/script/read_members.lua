-- Reads the members of a channel. Writes nothing.
-- KEYS[1] hash   members; see channel.lua
-- ARGV[1] text   user who asks, '' for an operator
-- ARGV[2] text   its session
-- ARGV[3] int    at most so many
-- returns nothing if the one who asks is no member; how many there are; users and servers in turn,
-- in the order in which they joined; any of them if there are too many
if ARGV[1] ~= '' then
  local member = redis.call('HGET', KEYS[1], ARGV[1])
  if not member or member:match('^%d+ %d+ %S+ (.*)$') ~= ARGV[2] then
    return {}
  end
end
local count = redis.call('HLEN', KEYS[1])
local listed
if count <= tonumber(ARGV[3]) then
  listed = redis.call('HGETALL', KEYS[1])
else
  listed = redis.call('HRANDFIELD', KEYS[1], ARGV[3], 'WITHVALUES')
end
local found = {}
for i = 1, #listed, 2 do
  local joined, node = listed[i + 1]:match('^(%d+) %d+ (%S+)')
  found[#found + 1] = { user = listed[i], joined = tonumber(joined), node = node }
end
table.sort(found, function(a, b) return a.joined < b.joined end)
local reply = { count }
for _, member in ipairs(found) do
  reply[#reply + 1] = member.user
  reply[#reply + 1] = member.node
end
return reply
