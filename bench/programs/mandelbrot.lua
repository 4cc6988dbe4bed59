-- Floating point in locals: the Mandelbrot set, as text and as a checksum. Usage: mandelbrot.lua [SIZE]
local size = tonumber(arg and arg[1]) or 32
local LIMIT <const> = 50
local shades = " .:-=+*#%@"
local inside, checksum = 0, 0
for row = 0, size - 1 do
  local ci = 2.0 * row / size - 1.0
  local line = {}
  for col = 0, size - 1 do
    local cr = 2.0 * col / size - 1.5
    local zr, zi, n = 0.0, 0.0, 0
    while n < LIMIT do
      local r2, i2 = zr * zr, zi * zi
      if r2 + i2 > 4.0 then break end
      zi = 2.0 * zr * zi + ci
      zr = r2 - i2 + cr
      n = n + 1
    end
    if n == LIMIT then inside = inside + 1 end
    checksum = (checksum * 31 + n) % 1000000007
    local shade = n * 9 // LIMIT + 1
    line[#line + 1] = shades:sub(shade, shade)
  end
  if size <= 48 then print(table.concat(line)) end
end
print(size, inside, checksum)
