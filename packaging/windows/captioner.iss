; The installer for Windows. Run by `python dev.py package` where Inno Setup 6 is on the path.
; Signing: define a sign tool named "captioner" in Inno Setup and pass /DSign=1.
#ifndef Version
  #error Run this by: python dev.py package
#endif

[Setup]
AppId={{6B1C1C0E-52B3-4C1D-9E0B-1B0C9F6C2B51}
AppName=Captioner
AppVersion={#Version}
AppPublisher=The Captioner contributors
DefaultDirName={autopf}\Captioner
DefaultGroupName=Captioner
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputBaseFilename=Captioner-{#Version}-setup
SetupIconFile=..\..\build\icons\captioner.ico
UninstallDisplayIcon={app}\captioner-window.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
#ifdef Sign
SignTool=captioner
#endif

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Captioner"; Filename: "{app}\captioner-window.exe"; AppUserModelID: "captioner"
Name: "{autodesktop}\Captioner"; Filename: "{app}\captioner-window.exe"; AppUserModelID: "captioner"; Tasks: desktop

[Tasks]
Name: desktop; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

; *Open with*: written by desktops.py from the one list of recordings.
#include "..\..\build\recordings.iss"

[Run]
Filename: "{app}\captioner-window.exe"; Description: "{cm:LaunchProgram,Captioner}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usPostUninstall) and not UninstallSilent then
    MsgBox('Your transcripts stay in ' + ExpandConstant('{localappdata}\captioner') + '.', mbInformation, MB_OK);
end;
