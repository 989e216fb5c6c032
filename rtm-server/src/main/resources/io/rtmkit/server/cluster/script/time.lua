-- Part of scripts: what time it is, and numbers that rise even if Redis lost those before.
local instant

-- Unix us, the same all the time.
local function us()
  if not instant then
    local now = redis.call('TIME')
    instant = now[1] * 1000000 + now[2]
  end
  return instant
end

local function ms()
  return math.floor(us() / 1000)
end

local function text(number)
  return string.format('%.0f', number)
end

-- The number after an old one, which may be missing.
local function rise(old)
  return math.max(tonumber(old or '0') + 1, us())
end

