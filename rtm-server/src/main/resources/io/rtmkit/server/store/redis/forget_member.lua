-- Forgets a member of a channel. Repeatable.
-- KEYS[1] hash   see note_members.lua
-- ARGV[1] user
-- returns how many were there
return { redis.call('HDEL', KEYS[1], ARGV[1]) }
