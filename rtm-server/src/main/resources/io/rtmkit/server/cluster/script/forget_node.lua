-- Forgets a server that is gone. Repeatable.
-- KEYS[1] zset, KEYS[2] hash: see beat.lua
-- ARGV[1] text   server
-- returns how many there were
redis.call('HDEL', KEYS[2], ARGV[1])
return { redis.call('ZREM', KEYS[1], ARGV[1]) }
