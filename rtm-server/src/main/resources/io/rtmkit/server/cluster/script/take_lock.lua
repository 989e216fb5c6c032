-- Takes something that only one server may do at a time, or keeps it. Repeatable.
-- KEYS[1] string who has it
-- ARGV[1] text   who wants it
-- ARGV[2] int    ms for which
-- returns 1 if it is the one
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then
  return { 0 }
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return { 1 }
