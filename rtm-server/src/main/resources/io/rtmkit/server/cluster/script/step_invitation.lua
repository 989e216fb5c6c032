-- Moves an invitation on, if nobody else has done so before.
-- Behind time.lua, operation.lua and invitation.lua.
-- KEYS[2] hash   see invitation.lua
-- ARGV[3] int    ms for which it lives on
-- ARGV[4] int    version that it must have
-- ARGV[5..]      fields; see invitation.lua
-- returns 1 if it was done; the fields that there are now, if there is such an invitation
if repeated then
  return repeated
end
local present = find(KEYS[2])
if not present then
  return answer({ 0 })
end
if present[VERSION] ~= ARGV[4] then
  return answer({ 0, present })
end
return answer({ 1, set(KEYS[2], 5, ARGV[4] + 1, present[11], ARGV[3]) })
