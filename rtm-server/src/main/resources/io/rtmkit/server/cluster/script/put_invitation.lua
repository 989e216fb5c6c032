-- Keeps a new invitation.
-- Behind time.lua, operation.lua and invitation.lua.
-- KEYS[2] hash   see invitation.lua
-- ARGV[3] int    ms for which it lives
-- ARGV[4..]      fields; see invitation.lua
-- returns 1 if it is new; the fields that there are now
if repeated then
  return repeated
end
local present = find(KEYS[2])
if present then
  return answer({ 0, present })
end
return answer({ 1, set(KEYS[2], 4, 1, text(ms()), ARGV[3]) })
