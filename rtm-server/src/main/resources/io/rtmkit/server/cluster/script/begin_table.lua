-- Begins a table that all servers share with what one of them has, unless it has begun. Repeatable.
-- KEYS[1] hash   entries by their keys; under the empty key how often the table has changed
-- ARGV    texts  keys and values in turn
-- returns nothing
if redis.call('HSETNX', KEYS[1], '', '1') == 1 then
  for i = 1, #ARGV, 2 do
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
return {}
