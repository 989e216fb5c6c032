-- Reads a table that all servers share. Writes nothing.
-- KEYS[1] hash   see begin_table.lua
-- ARGV[1] text   key of the one entry that is wanted; no such argument for all of them
-- returns how often the table has changed; keys and values in turn, in no order
local reply = { tonumber(redis.call('HGET', KEYS[1], '') or 0) }
if ARGV[1] then
  local value = ARGV[1] ~= '' and redis.call('HGET', KEYS[1], ARGV[1])
  if value then
    reply[2] = ARGV[1]
    reply[3] = value
  end
  return reply
end
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if all[i] ~= '' then
    reply[#reply + 1] = all[i]
    reply[#reply + 1] = all[i + 1]
  end
end
return reply
