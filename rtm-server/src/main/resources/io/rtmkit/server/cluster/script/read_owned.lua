-- Reads some of the users whose sessions a server has. Writes nothing.
-- KEYS[1] set    see add_owned.lua
-- ARGV[1] int    at most so many
-- returns users, in any order
return redis.call('SRANDMEMBER', KEYS[1], ARGV[1])
