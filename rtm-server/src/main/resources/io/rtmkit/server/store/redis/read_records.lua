-- Reads messages of a log whose places are known. Writes nothing.
-- KEYS[1] stream see append_log.lua
-- ARGV    ids
-- returns per id: the record, '' if it is gone
local records = {}
for i, id in ipairs(ARGV) do
  local found = redis.call('XRANGE', KEYS[1], id, id)[1]
  records[i] = found and found[2][8] or ''
end
return records
