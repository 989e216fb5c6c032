-- Removes places of messages that have to give way. Repeatable.
-- KEYS    zsets  see add_places.lua
-- ARGV    per place: the number of its key, place
-- returns how many were there
local removed = 0
for i = 1, #ARGV, 2 do
  removed = removed + redis.call('ZREM', KEYS[tonumber(ARGV[i])], ARGV[i + 1])
end
return { removed }
