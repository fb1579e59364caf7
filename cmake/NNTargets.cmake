# Helpers that declare our libraries and tools. MLIR and LLVM come from their
# dylibs alone: a static MLIR archive beside libMLIR.so registers every type
# twice, and the process aborts.

function(nn_use_ccache_and_lld)
  find_program(NN_CCACHE ccache)
  if(NN_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${NN_CCACHE} PARENT_SCOPE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${NN_CCACHE} PARENT_SCOPE)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_link_options(-fuse-ld=lld)
  endif()
  if(NN_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
  endif()
  if(NN_FUZZ)
    # Every library reports what it covers; undefined behaviour is a find.
    add_compile_options(-fsanitize=fuzzer-no-link
                        -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=fuzzer-no-link)
  endif()
endfunction()

# Warnings and the language subset of our own C++ (LLVM is built without
# exceptions; its headers are system headers here).
function(nn_compile_options target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wno-unused-parameter
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endfunction()

# Compiles the headers of MLIR once for all libraries: a build takes half the
# time, but a file that lacks an include compiles all the same. For work on the
# code; what lands is built without.
function(nn_precompile_headers target)
  if(NOT NN_PRECOMPILE_HEADERS)
    return()
  endif()
  if(NOT TARGET NNPrecompiled)
    file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/Precompiled.cpp CONTENT "")
    add_library(NNPrecompiled OBJECT ${PROJECT_BINARY_DIR}/Precompiled.cpp)
    nn_compile_options(NNPrecompiled)
    target_precompile_headers(NNPrecompiled PRIVATE
      ${PROJECT_SOURCE_DIR}/cmake/Precompiled.h)
  endif()
  target_precompile_headers(${target} REUSE_FROM NNPrecompiled)
endfunction()

# Every library links the two dylibs.
# nn_add_library(<name> SOURCES ... [LINK ...] [DEPENDS ...])
function(nn_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  nn_compile_options(${name})
  nn_precompile_headers(${name})
  target_link_libraries(${name} PUBLIC ${ARG_LINK} MLIR LLVM)
  target_include_directories(${name} PUBLIC
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/nn>)
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  set_target_properties(${name} PROPERTIES
    ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
  set_property(GLOBAL APPEND PROPERTY NN_LIBRARIES ${name})
endfunction()

# nn_add_tool(<name> SOURCES ... LINK ...)
function(nn_add_tool name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  nn_compile_options(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  set_property(GLOBAL APPEND PROPERTY NN_TOOLS ${name})
endfunction()
