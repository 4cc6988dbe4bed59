# The libraries installed by scripts/install-deps, under the names that targets link:
#   fmt::fmt  Boost::headers  CLI11::CLI11  tomlplusplus::tomlplusplus
#   nlohmann_json::nlohmann_json  Threads::Threads  GTest::gtest  GTest::gmock
#   benchmark::benchmark

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
