#define OWN_FOLDER "its folder"
