-- Reads an invitation. Writes nothing.
-- Behind time.lua and invitation.lua.
-- KEYS[1] hash   see invitation.lua
-- returns Unix ms; the fields, if there is such an invitation
return { ms(), find(KEYS[1]) or nil }
