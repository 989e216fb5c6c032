-- Ends the session of a user, if it is the one that is meant.
-- Behind time.lua and operation.lua.
-- KEYS[2..7]     see open_session.lua
-- ARGV[3] text   id of the session; '' for any
-- ARGV[4] text   its epoch; '' for any
-- ARGV[5] text   its server; '' for any
-- ARGV[6] int    seconds for which the epoch and the version are remembered
-- returns 1 if it ended; its id; its epoch; version of the presence; servers that watch; channels;
-- users watched; invitations; 1 if the user was online before; Unix ms of that
if repeated then
  return repeated
end
local o = redis.call('HMGET', KEYS[2], 'n', 'sid', 'ep', 'pv', 'st', 'ts')
local meant = o[1] and (ARGV[3] == '' or ARGV[3] == o[2]) and (ARGV[4] == '' or ARGV[4] == o[3])
    and (ARGV[5] == '' or ARGV[5] == o[1])
if not meant then
  return answer({ 0, '', 0, tonumber(o[4] or '0'), {}, {}, {}, {}, 0, 0 })
end
local presence = rise(o[4])
local reply = { 1, o[2], tonumber(o[3]), presence, redis.call('SMEMBERS', KEYS[4]),
  redis.call('SMEMBERS', KEYS[6]), redis.call('SMEMBERS', KEYS[5]), redis.call('SMEMBERS', KEYS[7]),
  o[5] == 'online' and 1 or 0, tonumber(o[6] or '0') }
redis.call('HSET', KEYS[2], 'pv', text(presence), 'ts', text(ms()))
redis.call('HDEL', KEYS[2], 'n', 'sid', 'rk', 'rr', 'st')
redis.call('DEL', KEYS[3], KEYS[5], KEYS[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
return answer(reply)
