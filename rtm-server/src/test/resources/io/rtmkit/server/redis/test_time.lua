-- In front of scripts in tests: what redis is to them while the time is that of a test. Keys end by
-- that time, which scripts see to when they are given them; by the true time they live for years.
local redis = (function(truly, now, years)
  local call = truly.call

  local function keep(key, ms)
    return call('PEXPIREAT', key, now + ms + years)
  end

  local function left(key)
    local ends = call('PEXPIRETIME', key)
    return ends < 0 and ends or ends - years - now
  end

  for _, key in ipairs(KEYS) do
    local ends = call('PEXPIRETIME', key)
    if ends >= 0 and ends - years <= now then
      call('DEL', key)
    end
  end

  local instead = {
    TIME = function()
      return { string.format('%.0f', math.floor(now / 1000)), string.format('%.0f', now % 1000 * 1000) }
    end,
    PEXPIRE = keep,
    EXPIRE = function(key, seconds)
      return keep(key, seconds * 1000)
    end,
    PTTL = left,
    TTL = function(key)
      local ms = left(key)
      return ms < 0 and ms or math.floor((ms + 500) / 1000)
    end,
    SET = function(key, value, unit, time)
      return call('SET', key, value, 'PXAT', now + time * (unit == 'EX' and 1000 or 1) + years)
    end,
    XADD = function(key, id, ...)
      return call('XADD', key, id == '*' and string.format('%.0f-*', now) or id, ...)
    end,
  }

  return {
    error_reply = truly.error_reply,
    call = function(command, ...)
      if instead[command] then
        return instead[command](...)
      end
      return call(command, ...)
    end,
  }
end)(redis, NOW_MS, YEARS_MS)
