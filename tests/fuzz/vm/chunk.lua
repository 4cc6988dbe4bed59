-- Whatever the bytes: the loader of binary chunks comes back, with a function or a message; also when the sum at the end
-- is right. Run by `tests/fuzz/vm/run`.
local function with_sum(bytes)
  local sum = -3750763034362895579
  for i = 1, #bytes - 8 do sum = (sum ~ bytes:byte(i)) * 1099511628211 end
  return bytes:sub(1, -9) .. string.pack("<i8", sum)
end

local function try(bytes)
  local f, message = load(bytes, "=fuzz", "b")
  assert(f and debug.getinfo(f, "SLu") or type(message) == "string")
  return f
end

while true do
  local n = io.read("n", 1)
  local bytes = n > 0 and io.read(n) or ""
  try(bytes)
  if n > 8 then try(with_sum(bytes)) end
  io.write "\n"
  io.flush()
end
