-- Notes that a server watches a user no more. Repeatable.
-- KEYS[1] set    servers that watch the user
-- ARGV[1] text   server
-- returns nothing
redis.call('SREM', KEYS[1], ARGV[1])
return {}
