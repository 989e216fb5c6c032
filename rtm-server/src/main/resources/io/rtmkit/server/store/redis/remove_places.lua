-- Removes places of messages that have to give way. Repeatable.
-- KEYS[1] zset   see add_places.lua
-- ARGV           places
-- returns how many were there
return { redis.call('ZREM', KEYS[1], unpack(ARGV)) }
