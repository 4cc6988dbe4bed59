-- Pairs of line ends in long strings count as one.
for _, n in ipairs { "\n", "\r", "\n\r", "\r\n" } do
  local text = load("return [[" .. n .. "a" .. n .. "b" .. n .. "]]")()
  print(text == "a\nb\n", #text)
end
