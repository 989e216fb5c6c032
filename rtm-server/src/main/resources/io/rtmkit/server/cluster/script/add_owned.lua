-- Notes that a server has the session of a user. Repeatable.
-- KEYS[1] set    users of a part of those of a server
-- ARGV[1] text   user
-- ARGV[2] int    seconds for which the set lives on
-- returns nothing
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return {}
