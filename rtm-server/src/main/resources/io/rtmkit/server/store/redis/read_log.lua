-- Reads a piece of the log of a conversation. Writes nothing.
-- KEYS[1] stream see append_log.lua
-- ARGV[1] int    Unix ms of the first id that is wanted
-- ARGV[2] int    and its counter
-- ARGV[3] id     the end, as XRANGE takes it
-- ARGV[4] int    1 for newest first
-- ARGV[5] int    flag that a message must have: 1 offline, 2 historical
-- ARGV[6] bytes  sender whose messages are not wanted
-- ARGV[7] int    age in ms beyond which a message is too old
-- ARGV[8] bytes  sender whose messages alone are wanted; '' for everybody's
-- ARGV[9] int    leaves out so many messages
-- ARGV[10] int   at most so many messages
-- ARGV[11] int   and about so many bytes, but always one message
-- returns 1 if there is more, where it stopped looking ('' at the end), how many are still to be left
-- out, ids and records in turn
local MOST_SEEN = 1000
local PIECE = 50
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[7]
local first = ARGV[1] .. '-' .. ARGV[2]
if old > tonumber(ARGV[1]) then
  first = string.format('%.0f-0', old)
end
local last, down = ARGV[3], ARGV[4] == '1'
local flag, except, only = tonumber(ARGV[5]), ARGV[6], ARGV[8]
local most, bytes = tonumber(ARGV[10]), tonumber(ARGV[11])
local reply = { 0, '', tonumber(ARGV[9]) }
local count, size, seen = 0, 0, 0

while seen < MOST_SEEN do
  local piece
  if down then
    piece = redis.call('XREVRANGE', KEYS[1], last, first, 'COUNT', PIECE)
  else
    piece = redis.call('XRANGE', KEYS[1], first, last, 'COUNT', PIECE)
  end
  for _, entry in ipairs(piece) do
    local fields = entry[2]
    local wanted = bit.band(tonumber(fields[2]), flag) ~= 0 and fields[4] ~= except
        and (only == '' or fields[4] == only)
    if wanted and reply[3] > 0 then
      reply[3] = reply[3] - 1
    elseif wanted then
      if count == most or (size >= bytes and count > 0) then
        reply[1] = 1
        return reply
      end
      count = count + 1
      size = size + #fields[8]
      reply[#reply + 1] = entry[1]
      reply[#reply + 1] = fields[8]
    end
    reply[2] = entry[1]
  end
  if #piece < PIECE then
    reply[2] = ''
    return reply
  end
  seen = seen + PIECE
  if down then
    last = '(' .. reply[2]
  else
    first = '(' .. reply[2]
  end
end
return reply
