-- Notes that a server has the session of a user no more. Repeatable.
-- KEYS[1] set    see add_owned.lua
-- ARGV[1] text   user
-- returns nothing
redis.call('SREM', KEYS[1], ARGV[1])
return {}
