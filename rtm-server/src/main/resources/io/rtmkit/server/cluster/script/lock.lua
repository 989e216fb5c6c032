-- Does something with a lock of a channel.
-- Behind time.lua, operation.lua, channel.lua and locks.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   user who asks
-- ARGV[4] text   name of the lock
-- ARGV[5] int    1 acquire, 2 renew, 3 release, 4 revoke
-- ARGV[6] int    ms for which it is acquired or renewed
-- ARGV[7] int    locks that the channel may have
-- returns HELD, GONE, EXCEEDED, OTHER (somebody else has it), NOT_OWN, NOT_HELD or NO_ACTION; who
-- has it and for how many ms; the rest see locks.lua
if repeated then
  return repeated
end
local user, name, action = ARGV[3], ARGV[4], ARGV[5]
local place
for i, lock in ipairs(held) do
  place = lock.name == name and i or place
end
local lock = held[place]
local own = lock and lock.owner == user

local outcome
if action == '1' and not lock and #held >= tonumber(ARGV[7]) then
  outcome = 'EXCEEDED'
elseif action == '1' and lock and not own then
  outcome = 'OTHER'
elseif action == '1' or (action == '2' and own) then
  if not lock then
    change()
    lock = { name = name, token = tonumber(revision), owner = user }
    held[#held + 1] = lock
  end
  lock.ends = ms() + ARGV[6]
  redis.call('HSET', locks, name, struct.pack('>I8I8', lock.token, lock.ends) .. user)
  outcome = 'HELD'
elseif action == '2' or (action == '3' and not own) then
  outcome = 'NOT_OWN'
elseif action == '4' and not lock then
  outcome = 'NOT_HELD'
elseif action == '3' or action == '4' then
  forget(place)
  outcome = 'GONE'
else
  outcome = 'NO_ACTION'
end
local owner, left = '', 0
if lock and outcome ~= 'GONE' then
  owner, left = lock.owner, lock.ends - ms()
end
return answer({ outcome, owner, left, described() })
