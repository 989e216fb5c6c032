-- Counts messages in a piece of the log of a conversation. Writes nothing.
-- KEYS[1] stream see append_log.lua
-- ARGV[1] to ARGV[8]: see read_log.lua
-- returns how many, where it stopped looking ('' at the end)
local MOST_SEEN = 2000
local PIECE = 200
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[7]
local first = ARGV[1] .. '-' .. ARGV[2]
if old > tonumber(ARGV[1]) then
  first = string.format('%.0f-0', old)
end
local last, down = ARGV[3], ARGV[4] == '1'
local flag, except, only = tonumber(ARGV[5]), ARGV[6], ARGV[8]
local count, seen, place = 0, 0, ''

while seen < MOST_SEEN do
  local piece
  if down then
    piece = redis.call('XREVRANGE', KEYS[1], last, first, 'COUNT', PIECE)
  else
    piece = redis.call('XRANGE', KEYS[1], first, last, 'COUNT', PIECE)
  end
  for _, entry in ipairs(piece) do
    local sender = entry[2][4]
    if bit.band(tonumber(entry[2][2]), flag) ~= 0 and sender ~= except
        and (only == '' or sender == only) then
      count = count + 1
    end
    place = entry[1]
  end
  if #piece < PIECE then
    return { count, '' }
  end
  seen = seen + PIECE
  if down then
    last = '(' .. place
  else
    first = '(' .. place
  end
end
return { count, place }
