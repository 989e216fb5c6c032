-- Removes messages of a log that had to give way. Repeatable.
-- KEYS[1] stream see append_log.lua
-- ARGV    ids
-- returns how many were there
return { redis.call('XDEL', KEYS[1], unpack(ARGV)) }
