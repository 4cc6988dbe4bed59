-- Fields of dates out of range, missing, or of the wrong type; what os.time normalizes; dates that os.date refuses.
local function time(t)
print(pcall(os.time, t)) end
for _, field in ipairs { "year", "month", "day", "hour", "min", "sec" } do
  for _, v in ipairs { 10 ^ 10 // 1 | 0, -(10 ^ 10 // 1 | 0), math.maxinteger, math.mininteger, 2 ^ 53, 1.5, "x", {}, true } do
    local t = { year = 2000, month = 1, day = 1 } t[field] = v
    print(field, select(2, pcall(os.time, t)))
  end
end
time { year = 2147483647 + 1901, month = 1, day = 1 } time { year = "2000", month = "1", day = "2" } time { year = 2000, month = 1, day = 1, hour = 12.0 } time { year = 2000, month = 1 } time { month = 1, day = 1 } time { year = 2000, day = 1 } time { year = 2000, month = 1, day = 1, isdst = 0 } time { year = 2147483647, month = 2147483647, day = 2147483647 }
local t = { year = 2024, month = 14, day = -3, hour = 30, min = 61, sec = 3600 } os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
local set = {} t = setmetatable({ year = 2020, month = 2, day = 30 }, { __newindex = function(_, k, v) set[#set + 1] = k .. "=" .. tostring(v) end, __index = { hour = 5, isdst = false } }) os.time(t) table.sort(set)
print(t.month, t.day, table.concat(set, " "))
print(("%q"):format(os.date("!%Y\0%m\0\0%d\0", 0)))
print(pcall(os.date, "%\0"))
print(pcall(os.date, "!%c", 67768036191676799))
print(pcall(os.date, "!%c", 67768036191676800))
print(pcall(os.date, "!%Y", -67768040609740800))
print(pcall(os.date, "!%Y", -67768040609740801))
print(pcall(os.difftime, 5))
