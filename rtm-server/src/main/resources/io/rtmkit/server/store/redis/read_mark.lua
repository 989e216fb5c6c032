-- Reads what is known of a member of a channel. Writes nothing.
-- KEYS[1] hash   see note_members.lua
-- ARGV[1] user
-- returns the mark, or nothing
return { redis.call('HGET', KEYS[1], ARGV[1]) }
