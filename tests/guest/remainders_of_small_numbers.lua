-- Remainders of very small numbers keep the sign of the divisor.
local tiny = 10 ^ -300
print((2.1 * tiny) % (-2 * tiny) < 0, (-2.1 * tiny) % (2 * tiny) > 0, (-6) % 4.0, 6 % -4.0)
