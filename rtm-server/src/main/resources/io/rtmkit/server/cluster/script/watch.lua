-- Notes that a server watches a user; read_session.lua follows. Repeatable.
-- KEYS[1] hash   see open_session.lua
-- KEYS[2] set    servers that watch the user
-- ARGV[1] text   server
redis.call('SADD', KEYS[2], ARGV[1])

