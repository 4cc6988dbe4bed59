-- Stages run one after the other in contexts of their own; an error in one reaches whoever joins it.
local context = require "context"

local stages = {
  { "parse", function(text)
    local numbers = {}
    for word in text:gmatch "%S+" do numbers[#numbers + 1] = tonumber(word) or error("not a number: " .. word, 0) end
    return numbers
  end },
  { "square", function(numbers)
    for i, n in ipairs(numbers) do numbers[i] = n * n end
    return numbers
  end },
  { "sum", function(numbers)
    local sum = 0
    for _, n in ipairs(numbers) do sum = sum + n end
    return sum
  end },
}

local function run(value)
  for _, stage in ipairs(stages) do
    local name, f = table.unpack(stage)
    local ok, result = context.spawn(f, value):join()
    if not ok then return ("%s failed: %s"):format(name, result) end
    value = result
  end
  return value
end

print(run "1 2 3 4")
print(run "1 two 3")
