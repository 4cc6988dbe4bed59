# The functions with which a folder declares what it builds.
#
#   heddle_library(heddle_gc SOURCES block.cpp line.cpp DEPS fmt::fmt)
#   heddle_program(heddle SOURCES main.cpp DEPS heddle_driver)
#   heddle_test(gc_block_test SOURCES block_test.cpp DEPS heddle_gc)
#   heddle_fuzzer(fuzz_parser SOURCES parser.cpp DEPS heddle_syntax)
#   heddle_benchmark(bench_inbox SOURCES inbox.cpp DEPS heddle_runtime)
#
# Include paths start at the root of the repository: #include "gc/block.h".
# SOURCES may be given as a list or, with GLOB, as patterns.
include(GoogleTest)

# Adds the given folders that have a CMakeLists.txt.
function(heddle_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
      add_subdirectory("${PROJECT_SOURCE_DIR}/${folder}")
    endif()
  endforeach()
endfunction()

# Splits SOURCES / GLOB / DEPS into the caller's target_SOURCES and target_DEPS.
macro(_heddle_parse)
  cmake_parse_arguments(target "" "" "SOURCES;GLOB;DEPS" ${ARGN})
  if(target_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${NAME}: unknown arguments: ${target_UNPARSED_ARGUMENTS}")
  endif()
  if(target_GLOB)
    file(GLOB target_matches CONFIGURE_DEPENDS ${target_GLOB})
    list(SORT target_matches)
    list(APPEND target_SOURCES ${target_matches})
  endif()
endmacro()

# A static library. Without sources (headers only) it is an interface library.
function(heddle_library NAME)
  _heddle_parse(${ARGN})
  if(target_SOURCES)
    add_library(${NAME} STATIC ${target_SOURCES})
    set(visibility PUBLIC)
  else()
    add_library(${NAME} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${NAME} ${visibility} "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${NAME} ${visibility} ${target_DEPS})
endfunction()

# An executable in build/bin.
function(heddle_program NAME)
  _heddle_parse(${ARGN})
  add_executable(${NAME} ${target_SOURCES})
  target_include_directories(${NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${NAME} PRIVATE ${target_DEPS})
endfunction()

# A GoogleTest executable; each of its tests becomes one ctest test, named TARGET.Suite.Case.
# It runs in the root of the repository, so that tests can name their data from there.
function(heddle_test NAME)
  _heddle_parse(${ARGN})
  heddle_program(${NAME} SOURCES ${target_SOURCES}
                         DEPS ${target_DEPS} GTest::gmock GTest::gtest GTest::gtest_main)
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  gtest_discover_tests(${NAME}
    TEST_PREFIX "${NAME}."
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 300)
endfunction()

# A libFuzzer executable, built only by the preset "fuzz".
function(heddle_fuzzer NAME)
  if(NOT HEDDLE_FUZZ)
    return()
  endif()
  _heddle_parse(${ARGN})
  heddle_program(${NAME} SOURCES ${target_SOURCES} DEPS ${target_DEPS})
  target_link_options(${NAME} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
endfunction()

# A Google Benchmark executable in build/bench. Not a test: nothing about time is asserted.
function(heddle_benchmark NAME)
  _heddle_parse(${ARGN})
  heddle_program(${NAME} SOURCES ${target_SOURCES}
                         DEPS ${target_DEPS} benchmark::benchmark benchmark::benchmark_main)
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
endfunction()
