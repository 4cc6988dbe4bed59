-- The line that the error of a refused assignment names.
print(load "local x <close> = nil\nx = f(\n)")
print(load "local a, b <const> = 1, 2; a, b = 3, 4")
