-- Part of scripts that end a life of a channel of which Redis has lost the last events, as at a
-- change of master: their places would be given twice otherwise. Behind channel.lua.
-- The log stays: nobody who was there before asks for it, as its positions are of another life.

-- Begins another life if events of the present one are known up to an offset and Redis is behind.
-- has: the facts that were read, which change; epoch ('' for none), offset: what is known; fresh: the
-- new epoch.
local function endIfBehind(has, epoch, offset, fresh)
  if has[1] and has[1] == epoch and tonumber(has[2] or '0') < tonumber(offset) then
    redis.call('HSET', facts, 'ep', fresh)
    has[1] = fresh
  end
end

