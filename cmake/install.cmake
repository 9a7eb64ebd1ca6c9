# What is installed, where, and the Debian package of it. `karimen` finds its data in ../share/karimen beside itself.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the tests are not installed, and need not be built for it
set(data ${CMAKE_INSTALL_DATADIR}/karimen)

install(TARGETS karimen)
install(DIRECTORY scenarios fixtures DESTINATION ${data})
install(DIRECTORY harness/rulebook/ DESTINATION ${data}/rulebook)
install(FILES docs/sources.yaml DESTINATION ${data}/docs)
install(DIRECTORY docs/schema DESTINATION ${data}/docs)
install(DIRECTORY examples DESTINATION ${data} USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(FILES README.md README.ja.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Manual pages and completions are what the program says of itself.
set(pages ${CMAKE_BINARY_DIR}/pages)
add_custom_command(TARGET karimen POST_BUILD COMMAND ${CMAKE_COMMAND} -D KARIMEN=$<TARGET_FILE:karimen> -D OUT=${pages}
  -P ${CMAKE_SOURCE_DIR}/cmake/pages.cmake)
install(DIRECTORY ${pages}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${pages}/karimen DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages}/_karimen DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${pages}/karimen.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# find_package(karimen): karimen::card, the chip and its reader without scenarios, rulebook or oracle.
set_target_properties(karimen_card PROPERTIES EXPORT_NAME card)
target_include_directories(karimen_card INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
install(TARGETS karimen_card karimen_blueprint karimen_reader karimen_pki karimen_licence karimen_chip karimen_crypto karimen_base
  EXPORT karimen ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/karimen)
install(EXPORT karimen NAMESPACE karimen:: FILE karimen-targets.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/karimen)
install(FILES karimen/card.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/karimen)
configure_package_config_file(cmake/karimen-config.in ${CMAKE_BINARY_DIR}/karimen-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/karimen PATH_VARS data)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/karimen-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/karimen-config.cmake ${CMAKE_BINARY_DIR}/karimen-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/karimen)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME karimen)
set(CPACK_PACKAGE_VENDOR "Karimen")
set(CPACK_PACKAGE_CONTACT "Karimen <karimen@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "virtual My Number Card on PC/SC, scenarios over it, and the rules that judge them")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "pcscd, vsmartcard-vpcd, libz3-4")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "opensc, git, python3, cmake, g++, libyaml-cpp-dev, libfmt-dev, libssl-dev, libpcsclite-dev, libpng-dev, zlib1g-dev")
include(CPack)
