-- Reads where the session of a user is. Writes nothing.
-- KEYS[1] hash   see open_session.lua
-- returns server, '' if there is none; id; epoch; online or unreachable; version of the presence
local o = redis.call('HMGET', KEYS[1], 'n', 'sid', 'ep', 'st', 'pv')
local presence = tonumber(o[5] or '0')
if not o[1] then
  return { '', '', 0, '', presence }
end
return { o[1], o[2], tonumber(o[3]), o[4], presence }
