-- Part of scripts that end a life of a channel of which Redis has lost the last events, as at a
-- change of master: their places would be given twice otherwise. Behind channel.lua.
-- The log stays: nobody who was there before asks for it, as its positions are of another life.

-- Begins another life if events of the present one are known up to an offset and Redis is behind.
-- present, last: what Redis has; epoch ('' for none), offset: what is known; fresh: the new epoch.
local function endIfBehind(present, last, epoch, offset, fresh)
  if present and present == epoch and last < tonumber(offset) then
    redis.call('HSET', facts, 'ep', fresh)
  end
end

