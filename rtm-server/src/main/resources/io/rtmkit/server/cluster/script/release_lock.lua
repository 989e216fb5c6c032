-- Gives back what only one server may do at a time, if it is this one. Repeatable.
-- KEYS[1] string who has it
-- ARGV[1] text   who gives it back
-- returns 1 if it had it
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return { 0 }
end
redis.call('DEL', KEYS[1])
return { 1 }
